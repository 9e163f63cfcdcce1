package facts

import "testing"

func TestPascal(t *testing.T) {
	for property, want := range map[string]string{
		"volumeMode": "VolumeMode", "cpu": "Cpu", "HTTPProxy": "HTTPProxy", "x-thing": "XThing", "diag288": "Diag288",
	} {
		if got := pascal(property); got != want {
			t.Errorf("pascal(%s) is %s, not %s", property, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"Disks": "Disk", "Policies": "Policy", "Addresses": "Address", "Boxes": "Box", "Patches": "Patch", "Gpus": "Gpu",
		"Volumes": "Volume", "DeviceStatuses": "DeviceStatus", "Status": "Status", "Chassis": "Chassis", "Address": "Address",
		"NodeSelectorRequirementMatcher": "NodeSelectorRequirementMatcher",
	} {
		if got := singular(plural); got != want {
			t.Errorf("singular(%s) is %s, not %s", plural, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct{ owner, name, want string }{
		{"DataVolume", "Source", "DataVolumeSource"},
		{"DataVolumeSource", "SourceRef", "DataVolumeSourceRef"},
		{"VirtualMachinePool", "VirtualMachineTemplate", "VirtualMachinePoolTemplate"},
		{"Disk", "Disk", "DiskDisk"},
		{"DataSourceSource", "DataSource", "DataSourceSourceDataSource"},
	} {
		if got := join(c.owner, c.name); got != c.want {
			t.Errorf("join(%s, %s) is %s, not %s", c.owner, c.name, got, c.want)
		}
	}
}
