"""The manual pages of the codes of findings about bags and other packages."""

CODES = {
    "bag-declaration": """A folder is no bag, or its `bagit.txt` is not as BagIt wants it.

        A bag has a `bagit.txt` of two lines, `BagIt-Version: 1.0` and
        `Tag-File-Character-Encoding: UTF-8`, without a byte order mark or white space before the
        colons, and a folder `data` (RFC 8493, 2.1). Whoever made the bag should make it again.""",
    "bag-manifest-missing": """A bag has no manifest of its payload, or one that cannot be read.

        A manifest is a file such as `manifest-sha512.txt`. If its digests are of an unknown kind,
        the files are compared with the other manifests only.""",
    "bag-tag-file": """A line of a manifest, of `bag-info.txt` or of `fetch.txt` cannot be read.

        A manifest has lines of a digest and a path, `bag-info.txt` of a label and a value, and all
        are in the encoding that `bagit.txt` says. A file may be damaged: get the bag again.""",
    "bag-path-unsafe": """A path in a bag leads out of it, or out of `data`.

        It is absolute, begins with `~` or a drive, or has the step `..`. A program that trusted it
        would read or overwrite other files. Do not trust the bag.""",
    "bag-link": """A bag has a link, a pipe or a device.

        Such files are not followed, since they can lead anywhere. Put the file itself in the place
        of the link, and make the bag again.""",
    "bag-file-damaged": """A file of a bag has another digest than a manifest says.

        The file was changed after the bag was made, or the line of the manifest was. Get the bag
        again from whoever has sent it.""",
    "bag-file-missing": """A file that a manifest of a bag lists is not there.

        Get the bag again from whoever has sent it.""",
    "bag-file-unlisted": """A payload file of a bag is not in its manifests.

        Nobody can say whether it is as it was. In BagIt 1.0 every manifest lists every payload file
        (RFC 8493, 2.1.3). Get the bag again, or remove what was added to it.""",
    "bag-listed-twice": """A manifest of a bag lists a file twice.

        With two digests, or in BagIt 1.0, the bag is not valid; otherwise it is a warning.""",
    "bag-oxum-differs": """The size or the number of payload files is not as `bag-info.txt` says.

        `Payload-Oxum` is the number of bytes, a dot, and the number of files. The bag was not
        transferred as a whole, or was changed: get it again.""",
    "bag-not-fetched": """A file of a bag is elsewhere, and was not fetched.

        `fetch.txt` gives an address for it. Nothing is fetched from the network, since the address
        is whoever's who made the bag. Fetch the file yourself, if you trust the address, and put it
        in its place.""",
    "bag-names-alike": """Names in a bag are the same on some systems.

        They differ only in case or in their Unicode form. On such a system one file would overwrite
        the other. Rename one of them.""",
    "bag-manifest-style": """A manifest of a bag is written in an unusual way.

        Other programs may not read it: an asterisk before a path, `./` in a path, `%` that is not
        written as `%25`, digests of lower and upper case letters (which can also be a wrong
        bit).""",
    "bag-system-file": """A bag has a file that a system made for itself, such as `.DS_Store`.

        Other systems delete such files or make them again, and the bag is then not complete.""",
    "bag-problems-cut": """A bag has so many problems that the others are not shown.

        Get the bag again from whoever has sent it.""",
    "bag-not-opened": """A zip or tar file of a bag cannot be read, or is not safe to unpack.

        It is damaged, encrypted, has links, paths that lead out of it, too many files, or too many
        bytes unpacked. If you trust it, unpack it yourself and give the folder.""",
    "bag-without-record": """A bag is valid, but has no record of this library in it.

        It was made by others, of other files. `archive receive` makes a record from a file with an
        article in `data`.""",
    "bag-file-left": """Files of a bag were not taken from it.

        What was made from the records, such as TEI, a page, and the metadata of RO-Crate, can be
        made again. Other files belong to no record; take them from `data` if you need them.""",
    "package-refused": """A record cannot be put into a package, so nothing was written.

        The message says why. A package is whole: all records, or none.""",
    "package-file-left-out": """A file was not put into a package.

        It is hidden, a link, or in the folder of a record that does not list it, so it does not
        belong to a record. If it does, list it in the manifest of the record.""",
}
"""The manual page of each code."""
