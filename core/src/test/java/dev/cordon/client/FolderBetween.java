package dev.cordon.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.util.Optional;

/** A folder that does what another one does; tests override the step that they are about. */
class FolderBetween implements Folder {
    private final Folder folder;

    FolderBetween(Folder folder) {
        this.folder = folder;
    }

    @Override
    public Path path() {
        return folder.path();
    }

    @Override
    public <V extends FileAttributeView> Optional<V> view(Path name, Class<V> type) throws IOException {
        return folder.view(name, type);
    }

    @Override
    public SeekableByteChannel read(Path name) throws IOException {
        return folder.read(name);
    }

    @Override
    public FileChannel create(Path name) throws IOException {
        return folder.create(name);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        folder.rename(from, to);
    }

    @Override
    public void link(Path from, Path to) throws IOException {
        folder.link(from, to);
    }

    @Override
    public void delete(Path name) throws IOException {
        folder.delete(name);
    }

    @Override
    public void empty(Path name) throws IOException {
        folder.empty(name);
    }

    @Override
    public void sync() throws IOException {
        folder.sync();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
