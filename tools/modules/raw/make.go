package raw

// Make calls constructors one after the other, and stops at the first that fails.
func Make[T any](constructors []func() (T, error)) (made []any, err error) {
	for _, construct := range constructors {
		object, err := construct()
		if err != nil {
			return nil, err
		}
		made = append(made, object)
	}
	return made, nil
}

// List are objects of one type as those of any.
func List[T any](objects []T) (list []any) {
	for _, object := range objects {
		list = append(list, object)
	}
	return list
}
