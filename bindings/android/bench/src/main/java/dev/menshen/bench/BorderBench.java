package dev.menshen.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a call costs from Kotlin, by each way over the border. In Java, for JMH's annotations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class BorderBench {
    /** A sample is the mean of so many calls, or reading the clock would count. */
    private static final int CALLS = 20;

    private Border border;

    @Setup
    public void open() throws IOException {
        File folder = Files.createTempDirectory("menshen-bench").toFile();
        border = new Border(folder, new File(System.getProperty("menshen.policy")));
    }

    @TearDown
    public void close() {
        border.close();
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void lookUp(Blackhole hole) {
        for (int call = 0; call < CALLS; call++) hole.consume(border.lookUp(call));
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void endedThroughJni(Blackhole hole) {
        for (int call = 0; call < CALLS; call++) hole.consume(border.endedThroughJni());
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void checkThroughJni(Blackhole hole) {
        for (int call = 0; call < CALLS; call++) hole.consume(border.checkThroughJni());
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void planThroughJna(Blackhole hole) {
        for (int call = 0; call < CALLS; call++) hole.consume(border.planThroughJna());
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void acquireAndReleaseThroughJni(Blackhole hole) {
        for (int call = 0; call < CALLS; call++) hole.consume(border.acquireAndReleaseThroughJni());
    }
}
