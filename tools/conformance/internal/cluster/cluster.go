// Package cluster runs a Kubernetes control plane without nodes: etcd and kube-apiserver on a loopback address of their
// own, with certificates and tokens made for the run. It can be given a scheduler, controllers and pretended nodes
// (nodes.go).
package cluster

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/pki"
	"cdk8s-kubevirt/tools/conformance/internal/process"
)

// Who may act in a cluster by a token of its own. virt-api lets only KubeVirt's own accounts change a machine
// instance: its status, and the volumes that are plugged into it.
const (
	Admin      = "admin"
	Controller = "system:serviceaccount:kubevirt:kubevirt-controller"
	VirtAPI    = "system:serviceaccount:kubevirt:kubevirt-apiserver"
)

// Patience is how long anything may take that a cluster does by itself.
const Patience = kube.Patience

// Options of a cluster.
type Options struct {
	// Dir is a folder of its own for state, logs, certificates and kubeconfigs.
	Dir string
	// APIServer and Etcd are the programs.
	APIServer, Etcd string
	// Measured leaves the programs' memory to themselves, as where they usually run.
	Measured bool
	// Kubernetes is the version of APIServer.
	Kubernetes string
	// Network lets the API server reach Services for which Answer has somebody answer. Without, webhooks must name
	// addresses (Readdress).
	Network bool
}

// Cluster is a running control plane.
type Cluster struct {
	Options
	Address   string
	Services  string
	CA        *pki.Authority
	Config    *rest.Config
	Client    *kube.Client
	Processes *process.Group

	place      place
	atStop     []func()
	network    *network
	tokens     map[string]string
	signingKey string
}

// Start starts etcd and the API server and waits until it is ready. What has been started is stopped again if that
// fails.
func Start(ctx context.Context, options Options) (started *Cluster, err error) {
	found, err := findPlace()
	if err != nil {
		return nil, err
	}
	c := &Cluster{Options: options, Address: found.address(), Services: found.services(), place: found}
	logs := filepath.Join(options.Dir, "logs")
	if err := os.MkdirAll(logs, 0o755); err != nil {
		return nil, err
	}
	c.Processes = process.NewGroup(logs, process.Sparing...)
	if options.Measured {
		c.Processes = process.NewGroup(logs)
	}
	defer func() {
		if err != nil {
			c.Stop()
		}
	}()
	if c.CA, err = pki.New(filepath.Join(options.Dir, "pki")); err != nil {
		return nil, err
	}
	if err := c.startEtcd(); err != nil {
		return nil, err
	}
	if err := c.startAPIServer(); err != nil {
		return nil, err
	}
	if c.Config, err = c.config(Admin); err != nil {
		return nil, err
	}
	if c.Client, err = kube.New(c.Config); err != nil {
		return nil, err
	}
	return c, c.Await(ctx, "kube-apiserver", Patience, func(ctx context.Context) (bool, error) {
		return c.Client.Ready(ctx), nil
	})
}

// AtStop has something done before the cluster stops, such as ending what talks to it.
func (c *Cluster) AtStop(end func()) { c.atStop = append(c.atStop, end) }

// Stop ends everything that runs in the cluster; to stop it again does nothing.
func (c *Cluster) Stop() {
	for _, end := range c.atStop {
		end()
	}
	c.atStop = nil
	c.Processes.Stop()
	c.place.lock.Close()
}

// Await waits until a condition holds, and gives up early when the program that it hangs on has ended.
func (c *Cluster) Await(ctx context.Context, program string, most time.Duration, condition func(context.Context) (bool, error)) error {
	return kube.Await(ctx, program, most, func(ctx context.Context) (bool, error) {
		if err := c.Processes.Ended(program); err != nil {
			return false, err
		}
		return condition(ctx)
	})
}

// AwaitPort waits until a program listens on a port of the cluster's address.
func (c *Cluster) AwaitPort(ctx context.Context, program string, port int) error {
	return c.Await(ctx, program, Patience, func(context.Context) (bool, error) {
		connection, err := net.DialTimeout("tcp", c.At(port), time.Second)
		if err != nil {
			return false, nil
		}
		return true, connection.Close()
	})
}

// At is the cluster's address with a port.
func (c *Cluster) At(port int) string { return fmt.Sprintf("%s:%d", c.Address, port) }

// Kubeconfig writes a kubeconfig of one of those who may act, or of the holder of any other token, and returns its
// path.
func (c *Cluster) Kubeconfig(user string, token ...string) (string, error) {
	file := filepath.Join(c.Dir, strings.ReplaceAll(user, ":", "-")+".kubeconfig")
	secret := c.tokens[user]
	if len(token) > 0 {
		secret = token[0]
	}
	if secret == "" {
		return "", fmt.Errorf("%s has no token", user)
	}
	config := api.Config{
		Clusters:       map[string]*api.Cluster{"conformance": {Server: "https://" + c.At(portAPI), CertificateAuthorityData: c.CA.PEM}},
		AuthInfos:      map[string]*api.AuthInfo{user: {Token: secret}},
		Contexts:       map[string]*api.Context{"conformance": {Cluster: "conformance", AuthInfo: user}},
		CurrentContext: "conformance",
	}
	return file, clientcmd.WriteToFile(config, file)
}

func (c *Cluster) config(user string) (*rest.Config, error) {
	file, err := c.Kubeconfig(user)
	if err != nil {
		return nil, err
	}
	return clientcmd.BuildConfigFromFlags("", file)
}

func (c *Cluster) startEtcd() error {
	client, peer := "http://"+c.At(portEtcd), "http://"+c.At(portEtcdPeer)
	return c.Processes.Start(process.Command{Name: "etcd", Path: c.Etcd, Args: []string{
		"--data-dir", filepath.Join(c.Dir, "etcd"), "--unsafe-no-fsync", "--log-level", "error",
		"--listen-client-urls", client, "--advertise-client-urls", client,
		"--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "default=" + peer,
	}})
}

func (c *Cluster) startAPIServer() error {
	serving, err := c.CA.Issue("apiserver", "kube-apiserver", c.Address, "localhost")
	if err != nil {
		return err
	}
	proxy, err := c.CA.Issue("front-proxy", "front-proxy")
	if err != nil {
		return err
	}
	if c.signingKey, err = c.CA.SigningKey(); err != nil {
		return err
	}
	tokens, err := c.writeTokens()
	if err != nil {
		return err
	}
	arguments := []string{
		"--etcd-servers=http://" + c.At(portEtcd), "--bind-address=" + c.Address, "--advertise-address=" + c.Address,
		fmt.Sprintf("--secure-port=%d", portAPI), "--tls-cert-file=" + serving.Certificate, "--tls-private-key-file=" + serving.Key,
		"--service-cluster-ip-range=" + c.Services + "," + servicesOfIPv6, "--authorization-mode=RBAC", "--token-auth-file=" + tokens,
		"--service-account-issuer=https://kubernetes.default.svc", "--service-account-key-file=" + c.signingKey, "--service-account-signing-key-file=" + c.signingKey,
		// virt-api and cdi-apiserver read who may speak for others from the ConfigMap that these flags fill
		"--client-ca-file=" + c.CA.File(), "--requestheader-client-ca-file=" + c.CA.File(), "--requestheader-allowed-names=front-proxy",
		"--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group", "--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file=" + proxy.Certificate, "--proxy-client-key-file=" + proxy.Key,
		// no controller makes the accounts that pods would have to have
		"--disable-admission-plugins=ServiceAccount", "--allow-privileged=true",
	}
	if c.Network {
		network, err := c.startNetwork()
		if err != nil {
			return err
		}
		arguments = append(arguments, "--egress-selector-config-file="+network)
	}
	return c.Processes.Start(process.Command{Name: "kube-apiserver", Path: c.APIServer, Args: arguments})
}

// writeTokens gives everyone all rights: the tool's own wait for nothing, and kwok does as KubeVirt's accounts what
// those may not. Whether the rights that a bundle emits suffice is asked with tokens of its own service accounts, and
// of the authorizer.
func (c *Cluster) writeTokens() (string, error) {
	c.tokens = map[string]string{}
	var lines strings.Builder
	for i, user := range []string{Admin, Controller, VirtAPI} {
		c.tokens[user] = rand.Text()
		fmt.Fprintf(&lines, "%s,%s,%d,system:masters\n", c.tokens[user], user, i+1)
	}
	file := filepath.Join(c.Dir, "tokens.csv")
	return file, os.WriteFile(file, []byte(lines.String()), 0o600)
}
