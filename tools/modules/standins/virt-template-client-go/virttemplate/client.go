// Package virttemplate stands in for the package of that name in kubevirt.io/virt-template-client-go.
package virttemplate

import (
	"errors"

	"k8s.io/client-go/rest"
)

// Client has only what KubeVirt's informers call.
type Client struct{}

// NewForConfig would make a client; nothing here talks to a cluster.
func NewForConfig(*rest.Config) (*Client, error) {
	return nil, errors.New("this is a stand-in for the client of virt-template")
}

// TemplateV1beta1 is the client of one API version.
func (c *Client) TemplateV1beta1() *Client { return c }

// RESTClient is never called.
func (c *Client) RESTClient() rest.Interface { return nil }
