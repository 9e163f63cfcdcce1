// Package crypto stands in for the package of that name in github.com/openshift/library-go.
package crypto

import (
	"errors"
	"time"
)

var errStandIn = errors.New("this is a stand-in for library-go: it makes no certificates")

// TLSVersion would read the name of a version.
func TLSVersion(string) (uint16, error) { return 0, errStandIn }

// CA would be a certificate authority.
type CA struct{}

// GetCAFromBytes would read one.
func GetCAFromBytes(_, _ []byte) (*CA, error) { return nil, errStandIn }

// Certificate would be a certificate with its key.
type Certificate struct{}

// GetPEMBytes would write both.
func (*Certificate) GetPEMBytes() (certificate, key []byte, err error) { return nil, nil, errStandIn }

// MakeClientCertificateForDuration would make a client's certificate.
func (*CA) MakeClientCertificateForDuration(_ any, _ time.Duration) (*Certificate, error) {
	return nil, errStandIn
}

// MakeServerCertForDuration would make a server's certificate.
func (*CA) MakeServerCertForDuration(_ any, _ time.Duration) (*Certificate, error) {
	return nil, errStandIn
}
