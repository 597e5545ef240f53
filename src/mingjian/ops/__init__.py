"""Operations (运维): the command line, the embedded database, seeding, jobs, verification."""

import warnings

# A server account has no desktop session; where the socket lies is decided by us anyway.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
