"""设备台账和音像记录监督: recorders and who has them; gaps, late and missing recordings."""
