package io.runstwice.fork;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/**
 * A forked JVM that says no more than it is told to by its argument, and then nothing: it connects, or talks nonsense
 * at once, or when it is warm.
 */
public final class Mute {

    private Mute() {}

    public static void main(String[] arguments) throws Exception {
        DataInputStream in = new DataInputStream(System.in);
        int port = in.readInt();
        String password = in.readUTF();
        if (arguments.length > 0) {
            speak(arguments[0], password, new Socket(InetAddress.getLoopbackAddress(), port));
        }
        new Semaphore(0).acquire();
    }

    private static void speak(String how, String password, Socket socket) throws Exception {
        ProcessConnection<FromTest, FromFork> connection =
                ProcessConnection.toTest(socket.getInputStream(), socket.getOutputStream());
        if (how.equals("babbles")) {
            babble(socket);
        }
        connection.send(new FromFork.Hello(password));
        if (how.equals("warms")) {
            connection.receive(FromTest.Prepare.class);
            connection.send(new FromFork.Warm());
            babble(socket);
        }
    }

    /** A message of one byte, which is the tag of no record. */
    private static void babble(Socket socket) throws Exception {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(1);
        out.writeByte(200);
    }
}
