"""Operations (运维): the command line, the embedded database, seeding, jobs, verification."""
