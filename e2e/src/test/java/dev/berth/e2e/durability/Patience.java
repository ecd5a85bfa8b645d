package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Balancer;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What a client bears: an answer that says "not now" or a connection that is cut is tried again, as Docker does, up to five
 * times and each time after a longer pause; and when Docker gives up, its user calls it again. Anything that a server in
 * trouble may not answer fails the test.
 */
final class Patience {
    private static final int ATTEMPTS = 5;
    private static final int CALLS = 10;
    // Docker's is five seconds: who waits less meets more of the trouble.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    /** A request that may be sent again. */
    interface Request {
        Answer send() throws IOException;
    }

    /** A request that was answered, or none when all attempts failed. */
    Optional<Answer> attempt(Request request) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Answer> answer = once(request);
            if (answer.isPresent()) {
                return answer;
            }
            pause(attempt);
        }
        count("Docker gave up");
        return Optional.empty();
    }

    /** A request that is not repeated: its answer, unless there was none or it said "not now". */
    Optional<Answer> once(Request request) {
        try {
            Answer answer = request.send();
            return isOfTroubleAlone(answer) ? Optional.empty() : Optional.of(answer);
        } catch (HttpTimeoutException slow) {
            throw new AssertionError("no answer and no failure", slow);
        } catch (IOException cut) {
            count("connections cut");
            return Optional.empty();
        }
    }

    /** What a user does until it succeeds, and says whether it did. */
    interface Call {
        boolean succeeds();
    }

    /** Calls until it succeeds; a user who has to call too often fails the test. */
    void until(String what, Call call) {
        for (int calls = 1; calls <= CALLS; calls++) {
            if (call.succeeds()) {
                count(what);
                return;
            }
            count("calls repeated");
            pause(calls);
        }
        throw new AssertionError("failed " + CALLS + " times: " + what);
    }

    void count(String what) {
        counts.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    long counted(String what) {
        return counts.getOrDefault(what, new LongAdder()).sum();
    }

    /** Whether the answer says that a node, the database or the store is away; a server that fails otherwise fails the test. */
    private boolean isOfTroubleAlone(Answer answer) {
        if (answer.status() < 500) {
            return false;
        }
        assertThat(answer.status()).as("%s", answer).isIn(502, 503, 504);
        assertThat(answer.text()).as("%s", answer).doesNotContain("Exception", "\tat ");
        boolean byNode = !answer.header(Balancer.SERVED_BY).isEmpty();
        if (byNode) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.header("Retry-After")).as("%s", answer).isNotEmpty();
        }
        count(answer.status() + (byNode ? " from a node" : " from the balancer"));
        return true;
    }

    /** It is the pause that is wanted; there is no condition to wait for. */
    private static void pause(int times) {
        LockSupport.parkNanos(PAUSE.multipliedBy(times).toNanos());
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
