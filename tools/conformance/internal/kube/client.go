// Package kube talks to an API server about objects of any kind, as plain data.
package kube

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
)

// Object is any object, as plain data.
type Object = unstructured.Unstructured

// manager is the name under which the fields of what we apply are owned.
const manager = "conformance"

// Client is a client of one API server.
type Client struct {
	Config  *rest.Config
	Dynamic dynamic.Interface
	// Warned hears of what a server says beside accepting an object of a bundle, if anybody wants to.
	Warned func(object *Object, warning string)

	rest   rest.Interface
	mu     sync.Mutex // the mapper is reset when a kind is unknown
	mapper *restmapper.DeferredDiscoveryRESTMapper
}

// New makes a client that does not hold itself back: the API server is its own alone.
func New(config *rest.Config) (*Client, error) {
	config = rest.CopyConfig(config)
	config.QPS = -1
	config.WarningHandler = rest.NoWarnings{} // a result holds its warnings
	client := &Client{Config: config}
	var err error
	if client.Dynamic, err = dynamic.NewForConfig(config); err != nil {
		return nil, err
	}
	discoverer, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, err
	}
	client.rest = discoverer.RESTClient()
	client.mapper = restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(discoverer))
	return client, nil
}

// As is a client that acts as somebody else.
func (c *Client) As(user string, groups ...string) (*Client, error) {
	config := rest.CopyConfig(c.Config)
	config.Impersonate = rest.ImpersonationConfig{UserName: user, Groups: groups}
	return New(config)
}

// Ready tells whether the API server answers and says that it is ready.
func (c *Client) Ready(ctx context.Context) bool {
	return c.rest.Get().AbsPath("/readyz").Do(ctx).Error() == nil
}

// Answered is how many requests the API server has answered so far, those of watches excepted.
func (c *Client) Answered(ctx context.Context) (int, error) {
	text, err := c.rest.Get().AbsPath("/metrics").Do(ctx).Raw()
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "apiserver_request_total{") || strings.Contains(line, `verb="WATCH"`) {
			continue
		}
		number, err := strconv.ParseFloat(strings.TrimSpace(line[strings.LastIndexByte(line, '}')+1:]), 64)
		if err != nil {
			return 0, fmt.Errorf("the API server's metric %q: %w", line, err)
		}
		sum += number
	}
	return int(sum), nil
}

// Result is what the server said of one object.
type Result struct {
	Object   *Object
	Warnings []string
}

// ApplyOption changes how an object is applied.
type ApplyOption func(*rest.Request) *rest.Request

// DryRun asks everybody who has a say, and keeps nothing.
func DryRun(request *rest.Request) *rest.Request { return request.Param("dryRun", "All") }

// Apply applies an object as Argo CD and Flux do: on the server, with strict validation of fields, and taking over what
// others own.
func (c *Client) Apply(ctx context.Context, object *Object, options ...ApplyOption) (Result, error) {
	path, err := c.path(object.GroupVersionKind(), object.GetNamespace(), object.GetName())
	if err != nil {
		return Result{}, err
	}
	body, err := json.Marshal(object.Object)
	if err != nil {
		return Result{}, err
	}
	request := c.rest.Patch(types.ApplyPatchType).AbsPath(path).Body(body).
		Param("fieldManager", manager).Param("force", "true").Param("fieldValidation", "Strict")
	for _, option := range options {
		request = option(request)
	}
	return read(request.Do(ctx))
}

// PatchStatus merges something into an object's status.
func (c *Client) PatchStatus(ctx context.Context, object *Object, status map[string]any) error {
	resource, err := c.resource(object.GroupVersionKind(), object.GetNamespace())
	if err != nil {
		return err
	}
	body, err := json.Marshal(map[string]any{"status": status})
	if err != nil {
		return err
	}
	_, err = resource.Patch(ctx, object.GetName(), types.MergePatchType, body, patchOptions, "status")
	return err
}

// Merge merges something into an object, as a user's edit would.
func (c *Client) Merge(ctx context.Context, object *Object, change map[string]any) error {
	resource, err := c.resource(object.GroupVersionKind(), object.GetNamespace())
	if err != nil {
		return err
	}
	body, err := json.Marshal(change)
	if err != nil {
		return err
	}
	_, err = resource.Patch(ctx, object.GetName(), types.MergePatchType, body, patchOptions)
	return err
}

// Ask puts something to a subresource of a kind, such as addvolume, whichever server answers.
func (c *Client) Ask(ctx context.Context, apiVersion, resource, namespace, name, subresource string, body map[string]any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	path := fmt.Sprintf("/apis/%s/namespaces/%s/%s/%s/%s", apiVersion, namespace, resource, name, subresource)
	return c.rest.Put().AbsPath(path).Body(text).Do(ctx).Error()
}

// Get reads an object; nothing and no error if it is not there.
func (c *Client) Get(ctx context.Context, apiVersion, kind, namespace, name string) (*Object, error) {
	resource, err := c.resource(schema.FromAPIVersionAndKind(apiVersion, kind), namespace)
	if err != nil {
		return nil, err
	}
	object, err := resource.Get(ctx, name, getOptions)
	if apierrors.IsNotFound(err) {
		return nil, nil
	}
	return object, err
}

// Lookup reads an object as it is now; nothing and no error if it is not there.
func (c *Client) Lookup(ctx context.Context, object *Object) (*Object, error) {
	return c.Get(ctx, object.GetAPIVersion(), object.GetKind(), object.GetNamespace(), object.GetName())
}

// Current reads an object as it is now; it has to be there.
func (c *Client) Current(ctx context.Context, object *Object) (*Object, error) {
	found, err := c.Lookup(ctx, object)
	if err == nil && found == nil {
		err = fmt.Errorf("%s is not there", Name(object))
	}
	return found, err
}

// Only reads the only object of a kind, in one namespace or in all.
func (c *Client) Only(ctx context.Context, apiVersion, kind, namespace string) (*Object, error) {
	found, err := c.List(ctx, apiVersion, kind, namespace)
	if err != nil {
		return nil, err
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("there are %d of kind %s, not one", len(found), kind)
	}
	return &found[0], nil
}

// List reads all objects of a kind, in one namespace or in all.
func (c *Client) List(ctx context.Context, apiVersion, kind, namespace string) ([]Object, error) {
	resource, err := c.resource(schema.FromAPIVersionAndKind(apiVersion, kind), namespace)
	if err != nil {
		return nil, err
	}
	list, err := resource.List(ctx, listOptions)
	if err != nil {
		return nil, err
	}
	return list.Items, nil
}

// Create creates an object; the error is the server's.
func (c *Client) Create(ctx context.Context, object *Object) (*Object, error) {
	resource, err := c.resource(object.GroupVersionKind(), object.GetNamespace())
	if err != nil {
		return nil, err
	}
	return resource.Create(ctx, object, createOptions)
}

// Update replaces an object that has been read before; the error is the server's.
func (c *Client) Update(ctx context.Context, object *Object) (*Object, error) {
	resource, err := c.resource(object.GroupVersionKind(), object.GetNamespace())
	if err != nil {
		return nil, err
	}
	return resource.Update(ctx, object, updateOptions)
}

// Delete deletes an object, in the background as GitOps tools do; it is not an error if it does not exist.
func (c *Client) Delete(ctx context.Context, object *Object) error {
	resource, err := c.resource(object.GroupVersionKind(), object.GetNamespace())
	if err != nil {
		return err
	}
	err = resource.Delete(ctx, object.GetName(), deleteOptions)
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

// TryDelete asks whether an object could be deleted, and deletes nothing.
func (c *Client) TryDelete(ctx context.Context, object *Object) error {
	resource, err := c.resource(object.GroupVersionKind(), object.GetNamespace())
	if err != nil {
		return err
	}
	return resource.Delete(ctx, object.GetName(), tryOptions)
}

// DeleteNamespace deletes a namespace at once, as if controllers had emptied it.
func (c *Client) DeleteNamespace(ctx context.Context, name string) error {
	namespace := &Object{Object: map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name}}}
	if err := c.Delete(ctx, namespace); err != nil {
		return err
	}
	body, err := json.Marshal(namespace.Object)
	if err != nil {
		return err
	}
	err = c.rest.Put().AbsPath("/api/v1/namespaces/" + name + "/finalize").Body(body).Do(ctx).Error()
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

// Served tells whether the server serves a kind by now.
func (c *Client) Served(apiVersion, kind string) bool {
	_, err := c.mapping(schema.FromAPIVersionAndKind(apiVersion, kind))
	return err == nil
}

func (c *Client) mapping(kind schema.GroupVersionKind) (*meta.RESTMapping, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	mapping, err := c.mapper.RESTMapping(kind.GroupKind(), kind.Version)
	if meta.IsNoMatchError(err) {
		c.mapper.Reset()
		mapping, err = c.mapper.RESTMapping(kind.GroupKind(), kind.Version)
	}
	return mapping, err
}

func (c *Client) resource(kind schema.GroupVersionKind, namespace string) (dynamic.ResourceInterface, error) {
	mapping, err := c.mapping(kind)
	if err != nil {
		return nil, err
	}
	resource := c.Dynamic.Resource(mapping.Resource)
	if mapping.Scope.Name() == meta.RESTScopeNameNamespace && namespace != "" {
		return resource.Namespace(namespace), nil
	}
	return resource, nil
}

func (c *Client) path(kind schema.GroupVersionKind, namespace, name string) (string, error) {
	mapping, err := c.mapping(kind)
	if err != nil {
		return "", err
	}
	path := "/apis/" + kind.Group + "/" + kind.Version
	if kind.Group == "" {
		path = "/api/" + kind.Version
	}
	if mapping.Scope.Name() == meta.RESTScopeNameNamespace {
		path += "/namespaces/" + cmp.Or(namespace, "default") // as kubectl does
	}
	return path + "/" + mapping.Resource.Resource + "/" + name, nil
}

func read(result rest.Result) (Result, error) {
	var read Result
	for _, warning := range result.Warnings() {
		read.Warnings = append(read.Warnings, warning.Text)
	}
	body, err := result.Raw()
	if err != nil {
		return read, result.Error()
	}
	read.Object = &Object{}
	return read, json.Unmarshal(body, &read.Object.Object)
}

// Await asks again and again until a condition holds; when time is up, the error says what was waited for.
func Await(ctx context.Context, what string, most time.Duration, condition func(context.Context) (bool, error)) error {
	start := time.Now()
	for pause := 20 * time.Millisecond; ; pause = min(pause*3/2, 500*time.Millisecond) {
		done, err := condition(ctx)
		if done || err != nil && !passes(err) {
			return err
		}
		if time.Since(start) > most {
			return fmt.Errorf("%s: waited %s in vain", what, most)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// Patience is how long anything may take that a cluster does by itself, such as machines to run: it shares its
// processors with others.
const Patience = 5 * time.Minute

// passes tells whether an error is one that a busy server gives, and soon no more.
func passes(err error) bool {
	return apierrors.IsTooManyRequests(err) || apierrors.IsServerTimeout(err) || apierrors.IsTimeout(err)
}

// StatusOf is the HTTP code of an error of the server, or 0.
func StatusOf(err error) int {
	if status, ok := err.(apierrors.APIStatus); ok {
		return int(status.Status().Code)
	}
	if err != nil {
		return 0
	}
	return http.StatusOK
}
