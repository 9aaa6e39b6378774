using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NasStudio.Core.Randomness;

namespace NasStudio.Export.Latency;

/// <summary>A model in ONNX Runtime on one thread, one image bound in and one result bound out, so that a run allocates nothing.</summary>
internal sealed class TimedSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    /// <exception cref="OnnxRuntimeException">The bytes are no model that ONNX Runtime can load.</exception>
    /// <exception cref="ArgumentException">The model has not exactly one input and one output.</exception>
    public TimedSession(byte[] onnx)
        : this(onnx, GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
    }

    private TimedSession(byte[] onnx, GraphOptimizationLevel optimization, string? trace = null)
    {
        using var options = Options();
        options.GraphOptimizationLevel = optimization;
        if (trace is not null)
        {
            // In this order: profiling takes the path that is set when it is switched on.
            options.ProfileOutputPathPrefix = trace;
            options.EnableProfiling = true;
        }

        _session = new InferenceSession(onnx, options);
        if (_session.InputMetadata.Count != 1 || _session.OutputMetadata.Count != 1)
        {
            _session.Dispose();
            throw new ArgumentException($"The model has {_session.InputMetadata.Count} inputs and {_session.OutputMetadata.Count} outputs; latency is measured of models with one of each.", nameof(onnx));
        }

        var (inputName, input) = _session.InputMetadata.Single();
        var (outputName, output) = _session.OutputMetadata.Single();
        _input = Value(input);
        _output = Value(output);
        FillWithNoise(_input);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(inputName, _input);
        _binding.BindOutput(outputName, _output);
    }

    /// <summary>A session of a graph that <see cref="Optimize"/> made.</summary>
    public static TimedSession OfOptimized(byte[] optimized) => new(optimized, GraphOptimizationLevel.ORT_DISABLE_ALL);

    /// <summary>The same, which notes how long every node takes until <see cref="EndProfiling"/>.</summary>
    /// <param name="trace">How the path of the trace begins; ONNX Runtime puts the time and ".json" behind it.</param>
    public static TimedSession Profiled(byte[] optimized, string trace) => new(optimized, GraphOptimizationLevel.ORT_DISABLE_ALL, trace);

    /// <summary>The graph as ONNX Runtime runs it here, so that many sessions of it open quickly; for this machine only.</summary>
    /// <exception cref="OnnxRuntimeException">The bytes are no model that ONNX Runtime can load.</exception>
    public static byte[] Optimize(byte[] onnx)
    {
        var folder = Directory.CreateTempSubdirectory("nasstudio-graph-");
        try
        {
            var path = Path.Combine(folder.FullName, "optimized.onnx");
            using var options = Options();
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
            options.OptimizedModelFilePath = path;
            new InferenceSession(onnx, options).Dispose();
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Opens several sessions, one after the other, and keeps the one whose trial is fastest.</summary>
    public static TimedSession FastestOf(byte[] onnx, int sessions)
    {
        var (fastest, milliseconds) = ((TimedSession?)null, double.PositiveInfinity);
        for (var i = 0; i < sessions; i++)
        {
            // The fastest so far stays open, so that the next cannot take its place in memory.
            var session = new TimedSession(onnx);
            var trial = session.Trial(LatencyProtocol.LaterWarmUpRuns);
            if (fastest is null || trial < milliseconds)
            {
                fastest?.Dispose();
                (fastest, milliseconds) = (session, trial);
            }
            else
            {
                session.Dispose();
            }
        }

        return fastest ?? throw new ArgumentOutOfRangeException(nameof(sessions), sessions, "At least one session.");
    }

    /// <summary>The 20th percentile of one trial's runs, in milliseconds.</summary>
    public double Trial(int warmUpRuns)
    {
        for (var i = 0; i < warmUpRuns; i++)
        {
            Run();
        }

        return Quantile.Of(Enumerable.Range(0, LatencyProtocol.Runs).Select(_ => TimedRun()).ToArray(), LatencyProtocol.Percentile);
    }

    public void Run() => _session.RunWithBinding(_runOptions, _binding);

    /// <summary>The path of the trace, which is written now.</summary>
    public string EndProfiling() => _session.EndProfiling();

    /// <summary>One run, in milliseconds.</summary>
    public double TimedRun()
    {
        var start = Stopwatch.GetTimestamp();
        Run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static SessionOptions Options()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    private static OrtValue Value(NodeMetadata metadata)
    {
        // A free axis is the batch: one image at a time.
        long[] shape = [.. metadata.Dimensions.Select(size => Math.Max(size, 1L))];
        return OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, shape);
    }

    private static void FillWithNoise(OrtValue value)
    {
        var random = new SeededRandom(1, "latency input");
        foreach (ref var pixel in value.GetTensorMutableDataAsSpan<float>())
        {
            pixel = (float)random.NextGaussian();
        }
    }
}
