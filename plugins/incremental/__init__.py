"""What is fresh, and why the rest is made again.

    tree                       one walk: which files below a folder count
    sources · settings         what an edition is made from; its settings, read without Pelican and told apart
    file_digests · code        has a file changed; what code and packages made it
    store                      what earlier builds worked out, each row with its checksum
    fingerprint · templates    what a page comes from
    output · backup            the record of what stands in an output; a second hard link to each file of it
    last_build · account       does the last edition still stand; what a build says of itself
    writer · build_lock        whole files by rename; one build at a time
    spread · worker_start      one piece of work by many processes

Not a Pelican plugin: the edition hands it what to run.
"""
