// Lets the compiler take a function without a body, which the linker finds in another package.
