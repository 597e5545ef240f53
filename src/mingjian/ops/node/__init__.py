"""The portal node (公示节点): a portal that runs alone by following one or several origins."""
