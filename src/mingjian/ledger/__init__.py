"""The public transparency log (公开日志): leaves with salted commitments, sequencer, proofs."""
