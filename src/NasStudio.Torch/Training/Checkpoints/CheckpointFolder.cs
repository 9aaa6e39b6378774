using System.Globalization;
using System.Security.Cryptography;

namespace NasStudio.Torch.Training.Checkpoints;

/// <summary>
/// The checkpoints of one training, the latest two. A file's name carries the step and the hash of its contents, so half a
/// file, or one that the disk damaged, is recognised and passed over. If the process or the machine dies in any moment, the
/// newest checkpoint before it is still there.
/// </summary>
/// <param name="experiment">What is trained, as a word; checkpoints of anything else in the folder are passed over.</param>
public sealed class CheckpointFolder(string folder, string experiment)
{
    private const int Kept = 2;
    private const int HashDigits = 16;
    private const string ExperimentWord = "experiment";
    private const string Pattern = "step-*.safetensors";

    /// <summary>Temporary file, flush to disk, rename, flush of the folder; then older ones are deleted.</summary>
    public void Write(TrainingCheckpoint checkpoint)
    {
        checkpoint.Words[ExperimentWord] = experiment;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, "checkpoint.tmp");
        string hash;
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
        {
            checkpoint.Write(stream);
            stream.Position = 0;
            hash = HashOf(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Combine(folder, NameOf(checkpoint.Step, hash)), overwrite: true);
        DurableDirectory.Flush(folder);
        foreach (var old in Newest().Skip(Kept))
        {
            File.Delete(old);
        }
    }

    /// <summary>The newest one that is whole and of this experiment; null where there is none.</summary>
    public TrainingCheckpoint? Read() => Newest().Select(TryRead).FirstOrDefault(checkpoint => checkpoint is not null);

    private static string NameOf(long step, string hash) => string.Create(CultureInfo.InvariantCulture, $"step-{step:D12}-{hash}.safetensors");

    private static string HashOf(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream))[..HashDigits];

    /// <summary>By the steps in their names, which have equally many digits.</summary>
    private IEnumerable<string> Newest() =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, Pattern).OrderDescending(StringComparer.Ordinal) : [];

    private TrainingCheckpoint? TryRead(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var hash = HashOf(stream);
            stream.Position = 0;
            var isWhole = Path.GetFileNameWithoutExtension(path).EndsWith($"-{hash}", StringComparison.Ordinal);
            return isWhole && TrainingCheckpoint.Read(stream) is var checkpoint && checkpoint.Words.GetValueOrDefault(ExperimentWord) == experiment ? checkpoint : null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
