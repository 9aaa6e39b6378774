using System.Text.Json;

namespace NasStudio.Export.Latency;

/// <summary>
/// The reference network's latency on this machine, measured once per processor and runtime version and kept in
/// HOME/calibration/latency-reference.json: measured anew by every process, its own noise would move all their latencies.
/// </summary>
internal sealed record ReferenceCalibration(string Device, string Runtime, string Reference, double Milliseconds, double[] TrialsMs)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The kept value, or else a fresh one, which is kept. Two processes at once are fine: the first to keep one wins.</summary>
    public static ReferenceCalibration LoadOrMeasure(string home, byte[] onnx)
    {
        var fingerprint = ReferenceNetwork.Fingerprint(onnx);
        var path = Path.Combine(home, "calibration", "latency-reference.json");
        if (Find(Load(path), fingerprint) is { } kept)
        {
            return kept;
        }

        var measured = Measure(onnx, fingerprint);
        var others = Load(path);
        if (Find(others, fingerprint) is { } faster)
        {
            return faster;
        }

        Save(path, [.. others, measured]);
        return measured;
    }

    private static ReferenceCalibration? Find(ReferenceCalibration[] kept, string fingerprint) => kept.FirstOrDefault(calibration =>
        calibration.Device == ThisMachine.Processor && calibration.Runtime == ThisMachine.Runtime && calibration.Reference == fingerprint
        && double.IsFinite(calibration.Milliseconds) && calibration.Milliseconds > 0);

    private static ReferenceCalibration Measure(byte[] onnx, string fingerprint)
    {
        var trials = new double[LatencyProtocol.CalibrationTrials];
        for (var trial = 0; trial < trials.Length; trial++)
        {
            Task.Delay(LatencyProtocol.CalibrationSpacing).Wait();
            using var reference = new TimedSession(onnx);
            trials[trial] = reference.Trial(LatencyProtocol.WarmUpRuns);
        }

        return new ReferenceCalibration(ThisMachine.Processor, ThisMachine.Runtime, fingerprint, trials.Min(), trials);
    }

    /// <summary>A file that cannot be understood counts as none: its values are cheap to measure again.</summary>
    private static ReferenceCalibration[] Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ReferenceCalibration[]>(File.ReadAllBytes(path), Json) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Readers see the old file or the new one, never a part, also if the process dies here.</summary>
    private static void Save(string path, ReferenceCalibration[] calibrations)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $"{Path.GetRandomFileName()}.tmp");
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, calibrations, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
