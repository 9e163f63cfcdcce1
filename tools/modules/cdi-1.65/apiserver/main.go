// Command apiserver runs the admission of CDI 1.65 on an address of choice. Upstream's own command does the same on
// every interface of the machine, port 8443, which keeps a second cluster from running beside the first.
package main

import (
	"flag"
	"log"

	"sigs.k8s.io/controller-runtime/pkg/manager/signals"
)

type options struct {
	kubeconfig, listen, cert, key string
	port                          uint
}

func main() {
	var o options
	flag.StringVar(&o.kubeconfig, "kubeconfig", "", "how to reach the cluster")
	flag.StringVar(&o.listen, "listen", "127.0.0.1", "the address to listen on")
	flag.UintVar(&o.port, "port", 8443, "the port to listen on")
	flag.StringVar(&o.cert, "cert", "", "the certificate to serve with, a PEM file")
	flag.StringVar(&o.key, "key", "", "its key, a PEM file")
	flag.Parse()
	if err := serve(signals.SetupSignalHandler(), o); err != nil {
		log.Fatal(err)
	}
}
