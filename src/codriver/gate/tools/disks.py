"""Disks, volumes and file systems: nearly everything here cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed, table
from codriver.gate.verbs import asks_help, by_table, deed
from codriver.gate.verdict import R2, R3, READ, Deed

_NESTED = table(
    read=(
        "list, get, status, history, iostat, events, version, help, diff, subvolume list, subvolume show, "
        "filesystem show, filesystem df, filesystem usage, device stats, scrub status, balance status, "
        "luksDump, isLuks, property get"
    ),
    r2=(
        "scrub, set, create, snapshot, mount, unmount, send, hold, release, add, online, offline, clear, "
        "import, trim, share, inherit, filesystem, balance, open, luksOpen, subvolume create, subvolume "
        "snapshot, bookmark, device add, quota, check"
    ),
    r3=(
        "destroy, rollback, receive, detach, remove, labelclear, export, subvolume delete, rename, "
        "promote, upgrade, replace, split, close, luksClose, luksFormat, luksErase, erase, reencrypt, "
        "device remove, initialize, attach, reguid"
    ),
)


def rate(call: Call) -> Iterator[Deed]:
    """Looking is read; mounting and growing R2; the rest R3."""
    asked = taken(call.args, ("-o", "-t", "-L", "-n", "-s"))
    if asks_help(call.args):
        return
    if call.name in ("zfs", "zpool", "btrfs", "cryptsetup"):
        yield from by_table(call, _NESTED)
    elif (
        call.name in ("mount", "swapon", "losetup")
        and (not asked.words or asked.has("-l", "-a", "--show", "--list", "-s", "--summary"))
        and "-a" not in call.args
    ):
        yield deed(READ, call.name, "")
    elif call.name in ("fdisk", "parted", "sgdisk", "hdparm", "tune2fs", "mdadm") and _looks(call):
        yield deed(READ, call.name, "-l")
    elif call.name in ("fsck", "e2fsck") and asked.has("-n", "-N"):
        yield deed(READ, call.name, "-n")
    elif call.name in listed(
        "mount umount swapon swapoff losetup fstrim lvcreate lvextend vgextend resize2fs xfs_growfs"
    ):
        yield deed(R2, call.name, " ".join(asked.words[:2]))
    else:
        yield deed(R3, call.name, " ".join(asked.words[:2]), why="changes disks")


def _looks(call: Call) -> bool:
    return bool(
        listed("-l --list -p --print print -I -i --detail -D --examine -t --scan") & set(call.args)
    ) and not listed("mkpart rm mklabel --create --stop --fail --remove --add resizepart mkfs set toggle") & set(
        call.args
    )
