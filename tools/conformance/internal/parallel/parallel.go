package checks

import "sync"

// inParallel calls something for 0 to count-1, a few at a time, and returns when all are done.
func inParallel(few, count int, call func(i int)) {
	var group sync.WaitGroup
	turns := make(chan struct{}, few)
	for i := range count {
		turns <- struct{}{}
		group.Go(func() {
			defer func() { <-turns }()
			call(i)
		})
	}
	group.Wait()
}
