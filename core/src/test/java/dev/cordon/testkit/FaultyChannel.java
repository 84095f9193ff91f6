package dev.cordon.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open file on a {@link FaultyDisk}. */
final class FaultyChannel extends FileChannel {
    private final FaultyDisk disk;
    private final Path path;
    private final Object key;
    private final FileChannel real;

    FaultyChannel(FaultyDisk disk, Path path, FileChannel real) throws IOException {
        this.disk = disk;
        this.path = path;
        this.key = Platter.key(path);
        this.real = real;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        try {
            disk.operate(path);
        } catch (IOException | Error e) {
            real.write(half(source));
            throw e;
        }
        return real.write(source);
    }

    private static ByteBuffer half(ByteBuffer source) {
        return source.slice().limit(source.remaining() / 2);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        disk.operate(path);
        return real.write(source, position);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        disk.operate(path);
        return real.write(sources, offset, length);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (size < real.size()) {
            disk.operate(path);
        }
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        // What is durable is for the platter to know; the real file need not be.
        disk.operate(path);
        disk.platter().syncFile(path, key);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
