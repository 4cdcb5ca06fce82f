package io.troupe.tree;

/** What a create or delete does to the parent, which may live in another subtree than the child. */
final class FamilyChange {
    private final Subtree home;
    private final String path;
    private final Znode parent;
    private final String childName;
    private final boolean birth;
    private final long zxid;
    private final int createsBefore;
    private final long pzxidBefore;

    private FamilyChange(Subtree home, String path, Znode parent, String childName, boolean birth, long zxid) {
        this.home = home;
        this.path = path;
        this.parent = parent;
        this.childName = childName;
        this.birth = birth;
        this.zxid = zxid;
        createsBefore = parent.creates();
        pzxidBefore = parent.pzxid();
    }

    static FamilyChange birth(Subtree home, String path, Znode parent, String childName, long zxid) {
        return new FamilyChange(home, path, parent, childName, true, zxid);
    }

    static FamilyChange death(Subtree home, String path, Znode parent, String childName, long zxid) {
        return new FamilyChange(home, path, parent, childName, false, zxid);
    }

    void make() {
        home.noteChanging(parent);
        if (birth) {
            parent.addChild(childName);
        } else {
            parent.removeChild(childName);
        }
        parent.setChildrenChanged(birth ? createsBefore + 1 : createsBefore, zxid);
        home.noteChanged(parent);
    }

    void unmake() {
        home.noteChanging(parent);
        if (birth) {
            parent.removeChild(childName);
        } else {
            parent.addChild(childName);
        }
        parent.setChildrenChanged(createsBefore, pzxidBefore);
        home.noteChanged(parent);
    }

    void fire(Firing firing) {
        home.watches().childrenChanged(path, parent.acl(), firing);
    }
}
