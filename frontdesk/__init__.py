"""The front desk: where patients arrive and staff sit. The only process that strangers reach."""
