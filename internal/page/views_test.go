package page

import (
	"fmt"
	"reflect"
	"testing"

	"bantin/internal/fingerprint"
	"bantin/internal/site"
)

// Every field of every view moves the fingerprint of its page: what a page shows cannot be stale.
func TestEveryFieldOfEveryViewIsInItsFingerprint(t *testing.T) {
	for name, empty := range Layouts() {
		t.Run("layout "+name, func(t *testing.T) {
			view := reflect.New(reflect.TypeOf(empty).Elem())
			fill(view.Elem())
			seen := map[fingerprint.Digest]string{fingerprint.Of("page", view.Interface()): "the filled view"}
			leaves := 0
			walk(view.Elem(), name, func(path string, leaf reflect.Value) {
				leaves++
				old := reflect.New(leaf.Type()).Elem()
				old.Set(leaf)
				change(leaf)
				d := fingerprint.Of("page", view.Interface())
				if other, taken := seen[d]; taken {
					t.Errorf("%s does not move the fingerprint (same as %s)", path, other)
				}
				seen[d] = path
				leaf.Set(old)
			})
			if leaves < 3 {
				t.Errorf("only %d fields were tried", leaves)
			}
		})
	}
}

// derived are the fields that are made from other fields of the same view, so that they need not be digested.
var derived = map[string]bool{"Body.HTML": true, "Frame.Metadata": true, "Frame.Linked": true, "Body.entry": true, "Chrome.digest": true}

var (
	chromeType = reflect.TypeFor[*Chrome]()
	cardType   = reflect.TypeFor[*site.Card]()
)

// fill gives every field a value, one element to every list, and a value to every pointer.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		if v.Type() != chromeType && v.Type() != cardType {
			fill(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Bool, reflect.Array, reflect.Uint8:
	default:
		panic(fmt.Sprintf("a view holds a %s", v.Type()))
	}
}

// walk calls visit for every value that can be changed, lists and pointers themselves included.
func walk(v reflect.Value, path string, visit func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		visit(path, v)
		// these carry their digest; see the tests of their own
		if v.Type() != chromeType && v.Type() != cardType {
			walk(v.Elem(), path, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if v.Field(i).CanSet() && !derived[v.Type().Name()+"."+field.Name] {
				walk(v.Field(i), path+"."+field.Name, visit)
			}
		}
	case reflect.Slice:
		visit(path, v)
		walk(v.Index(0), path+"[0]", visit)
	default:
		visit(path, v)
	}
}

func change(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice:
		v.SetZero()
	case reflect.String:
		v.SetString("y")
	case reflect.Int, reflect.Int64:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Array:
		v.Index(0).SetUint(7)
	default:
		panic(fmt.Sprintf("a view holds a %s", v.Type()))
	}
}

// Every field of the chrome moves its digest, by which pages know it.
func TestEveryFieldOfTheChromeIsInItsDigest(t *testing.T) {
	c := &Chrome{}
	v := reflect.ValueOf(c).Elem()
	fill(v)
	base := fingerprint.Of("chrome", *c)
	walk(v, "Chrome", func(path string, leaf reflect.Value) {
		old := reflect.New(leaf.Type()).Elem()
		old.Set(leaf)
		change(leaf)
		if fingerprint.Of("chrome", *c) == base {
			t.Errorf("%s does not move the digest", path)
		}
		leaf.Set(old)
	})
}
