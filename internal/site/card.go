package site

import (
	"cmp"
	"time"

	"bantin/internal/fingerprint"
)

// newCard makes what other pages show of an item.
func newCard(it *Item, mark Mark, zone *time.Location) *Card {
	e := it.Entry
	c := &Card{
		URL: it.URL, Title: e.Title, Label: cmp.Or(e.LinkTitle, e.Title), Date: e.Date, DateText: e.Date.Short(), DateMachine: e.Date.MachineIn(zone), Summary: e.Lead,
		Section: it.Section.Label, Kind: e.Kind, Image: it.Cover, Mark: mark,
	}
	c.digest = fingerprint.Of("card", *c)
	return c
}
