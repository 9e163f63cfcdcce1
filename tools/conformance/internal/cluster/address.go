package cluster

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"syscall"
)

// Ports within a cluster's own loopback address. No two clusters share an address, so the ports need not differ.
const (
	portEtcd        = 2379
	portEtcdPeer    = 2380
	portAPI         = 6443
	PortVirtAPI     = 8443
	PortWebhooks    = 8444 // virt-operator's, which it does not let one choose
	PortOperator    = 8186
	PortControllers = 8182
	PortCDI         = 8543
	portKCM         = 10257
	portScheduler   = 10259
	portKwok        = 10247
)

// place is a loopback address and the range of cluster IPs that goes with it: 127.<n>.0.1 and 127.<n+100>.0.0/16.
//
// The API server dials the cluster IP of a webhook's Service, so the range lies within loopback: nothing leaves the
// machine.
type place struct {
	number int
	lock   *os.File
}

func (p place) address() string  { return fmt.Sprintf("127.%d.0.1", p.number) }
func (p place) services() string { return fmt.Sprintf("127.%d.0.0/16", p.number+100) }

// servicesOfIPv6 is the range of the second family, for Services that want both. Nothing connects to these addresses.
const servicesOfIPv6 = "fd00:10:96::/112"

// findPlace takes the first place that no other run has: a lock on a file tells, for the addresses of clusters that are
// being started do not answer yet.
func findPlace() (place, error) {
	folder, err := lockFolder()
	if err != nil {
		return place{}, err
	}
	for number := 10; number < 110; number++ {
		file, err := os.OpenFile(filepath.Join(folder, fmt.Sprintf("127.%d.0.1", number)), os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return place{}, err
		}
		if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			file.Close()
			continue
		}
		found := place{number: number, lock: file}
		if free(found.address()) {
			return found, nil
		}
		file.Close()
	}
	return place{}, errors.New("no loopback address between 127.10.0.1 and 127.109.0.1 is free: end what listens there")
}

// lockFolder lies in the user's cache: the locks' files stay, and are used again.
func lockFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "cdk8s-kubevirt", "addresses")
	return folder, os.MkdirAll(folder, 0o755)
}

// free tells whether nobody listens on the ports that a cluster needs.
func free(address string) bool {
	for _, port := range []int{portEtcd, portEtcdPeer, portAPI, PortVirtAPI, PortWebhooks, PortOperator, PortControllers, PortCDI, portKCM, portScheduler, portKwok} {
		listener, err := net.Listen("tcp", fmt.Sprintf("%s:%d", address, port))
		if err != nil {
			return false
		}
		listener.Close()
	}
	return true
}
