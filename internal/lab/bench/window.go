package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// window is a browser that shows one page and says which number stands in it (BENCH-n, in the text or in the
// style).
type window struct {
	ctx    context.Context
	cancel func()
	seen   chan sight
}

// sight is a number and when the frame that shows it was drawn.
type sight struct {
	number int
	at     time.Time
}

// watchNumbers looks at every frame of every page that the window shows. A number counts when the frame after
// the one that found it begins: the frame is drawn then.
const watchNumbers = `(() => {
	let told = 0;
	const find = () => {
		if (!document.body) return 0;
		const style = getComputedStyle(document.documentElement).getPropertyValue("--bench");
		return Math.max(0, ...Array.from((document.body.textContent + style).matchAll(/BENCH-(\d+)/g), (m) => Number(m[1])));
	};
	const frame = () => {
		const number = find();
		if (number > told) {
			told = number;
			requestAnimationFrame(() => benchSeen(number + " " + Math.round((performance.timeOrigin + performance.now()) * 1000)));
		}
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
})()`

func openWindow(address string) (*window, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:len(chromedp.DefaultExecAllocatorOptions):len(chromedp.DefaultExecAllocatorOptions)],
		chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	w := &window{ctx: ctx, cancel: func() { cancel(); cancelAllocator() }, seen: make(chan sight, 100)}
	if err := chromedp.Do(ctx, chromedp.Steps()); err != nil {
		return w, err
	}
	err := chromedp.Listen(ctx, func(event any) {
		var micros int64
		var s sight
		if e, ok := event.(*runtime.EventBindingCalled); ok && e.Name == "benchSeen" {
			if _, err := fmt.Sscan(e.Payload, &s.number, &micros); err == nil {
				s.at = time.UnixMicro(micros)
				w.seen <- s
			}
		}
	})
	if err == nil {
		_, err = chromedp.Call(ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "benchSeen"})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchNumbers})
	}
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(address))
	}
	return w, err
}

// await waits until a number is shown.
func (w *window) await(number int) (time.Time, error) {
	late := time.NewTimer(2 * time.Minute)
	defer late.Stop()
	for {
		select {
		case s := <-w.seen:
			if s.number >= number {
				return s.at, nil
			}
		case <-late.C:
			return time.Time{}, errors.New("the browser does not show it")
		}
	}
}

func (w *window) close() { w.cancel() }
