package io.troupe.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.troupe.wire.BadLength;
import io.troupe.wire.FrameCutter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts the frames out of one connection's bytes and hands them on, one message for each read of the socket. */
final class WireHandler extends ChannelInboundHandlerAdapter {
    private final int attempt;
    private final FrameCutter cutter;
    private final Consumer<Input> out;
    private String end = "the server closed the connection";

    WireHandler(int attempt, int replyBytesMax, Consumer<Input> out) {
        this.attempt = attempt;
        this.cutter = new FrameCutter(replyBytesMax, false);
        this.out = out;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        List<byte[]> frames = new ArrayList<>();
        try {
            for (ByteBuffer chunk : buffer.nioBuffers()) {
                for (byte[] frame = cutter.next(chunk); frame != null; frame = cutter.next(chunk)) {
                    frames.add(frame);
                }
            }
        } catch (BadLength garbage) {
            end = "the server does not speak the protocol: " + garbage.getMessage();
            context.close();
        } finally {
            buffer.release();
        }
        if (!frames.isEmpty()) {
            out.accept(new Input.Arrived(attempt, frames));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        out.accept(new Input.Broken(attempt, context.channel().remoteAddress() + ": " + end));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end = String.valueOf(cause.getMessage());
        context.close();
    }
}
