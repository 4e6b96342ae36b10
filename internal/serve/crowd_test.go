package serve

import (
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

var crowdTime = flag.Duration("crowd.time", 10*time.Second, "how long 500 browsers are connected (W43)")

// Five hundred browsers that listen, hang in the middle of a request, or ask and never read, are connected
// while edits go on: every edit is built and seen, memory stays bounded, and when they are gone nothing of
// them is left.
func TestW43_Crowd(t *testing.T) {
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", strings.Repeat("Câu dài của bài này. ", 3000))})
	d.shows("/tin-tuc/a.html", 200)
	runtime.GC()
	goroutines, descriptors, memory := runtime.NumGoroutine(), openFiles(t), heap()

	host := " HTTP/1.1\r\nHost: " + d.address + "\r\n"
	kinds := []string{
		"GET /.bantin/events" + host + "\r\n",                           // listens and never reads
		"GET /.bantin/events" + host,                                    // never ends its headers
		strings.Repeat("GET /tin-tuc/a.html"+host+"\r\n", 100),          // asks for 20 MB and never reads
		strings.Repeat("GET /.bantin/look?at=/&page=x"+host+"\r\n", 20), // asks again and again
		"", // says nothing
	}
	var crowd []net.Conn
	for i := range 500 {
		c, err := net.Dial("tcp", d.address)
		if err != nil {
			t.Fatal(err)
		}
		crowd = append(crowd, c)
		_ = c.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = io.WriteString(c, kinds[i%len(kinds)])
	}
	edits := 0
	for end := time.Now().Add(*crowdTime); time.Now().Before(end); edits++ {
		d.write("content/tin-tuc/b.md", article("Bài b", fmt.Sprintf("SỐ %d", edits)))
		d.shows("/tin-tuc/b.html", 200, fmt.Sprintf("SỐ %d<", edits))
	}
	if edits < 3 {
		t.Errorf("only %d edits in %v", edits, *crowdTime)
	}
	runtime.GC()
	if grown := heap() - memory; grown > 128<<20 {
		t.Errorf("%d MB more in use", grown>>20)
	}
	for _, c := range crowd {
		c.Close()
	}
	for limit := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		g, f := runtime.NumGoroutine()-goroutines, openFiles(t)-descriptors
		if g <= 5 && f <= 5 {
			break
		}
		if time.Now().After(limit) {
			t.Fatalf("%d goroutines and %d descriptors are left", g, f)
		}
	}
}

func openFiles(t *testing.T) int {
	names, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(names)
}

func heap() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
