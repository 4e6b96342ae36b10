package output

import "bantin/internal/output/disk"

// Foreign lists the files in the output folder that no build of ours wrote, by path; dot entries are left
// out. Nothing is locked or written. A folder that is missing, or that none of our records names, has none: a
// build would refuse it as a whole.
func Foreign(opts Options) ([]string, error) {
	p, err := locate(opts)
	if err != nil || !p.exists {
		return nil, err
	}
	d, _, err := disk.Open(p.base, p.out)
	if err != nil {
		return nil, failure(err, p.real, 0)
	}
	defer d.Close()
	l := readLedger(d, p, opts)
	if len(l.records) == 0 {
		return nil, nil
	}
	all, err := survey(d, p)
	if err != nil {
		return nil, err
	}
	var foreign []string
	for _, f := range all {
		if f.Kind != disk.IsFolder && recordOf(l.records, f.path) == nil {
			foreign = append(foreign, f.path)
		}
	}
	return foreign, nil
}
