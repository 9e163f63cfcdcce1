// Package parallel does several things at a time.
package parallel

import "sync"

// Do calls something for 0 to count-1, a few at a time, and returns when all are done.
func Do(few, count int, call func(i int)) {
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
