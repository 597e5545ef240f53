"""执法统计 on the portal: counts anybody can make again from the open-data file."""
