using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Torch.Tests.Training;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nasstudio-checkpoints-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CheckpointFolder Folder => new(Path.Combine(_folder, "checkpoints"), "experiment");

    private string[] Files => [.. Directory.GetFiles(Path.Combine(_folder, "checkpoints")).Order(StringComparer.Ordinal)];

    [Fact]
    public void Read_NothingWritten_IsNull() => Assert.Null(Folder.Read());

    [Fact]
    public void Write_ThreeTimes_KeepsTheLatestTwoAndReadsTheLast()
    {
        foreach (var step in new[] { 9L, 100, 1000 })
        {
            Folder.Write(Checkpoint(step));
        }

        Assert.Equal(2, Files.Length);
        var read = Folder.Read()!;
        Assert.Equal(1000, read.Step);
        Assert.Equal([1000f, 0.5f], read.Tensor("weights/a").Values);
        Assert.Equal("state of 1000", read.Word("sampler"));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("empty")]
    public void Read_NewestIsDamaged_TakesTheOneBefore(string damage)
    {
        Folder.Write(Checkpoint(9));
        Folder.Write(Checkpoint(10));
        var bytes = File.ReadAllBytes(Files[^1]);
        bytes[^1] ^= 1;
        File.WriteAllBytes(Files[^1], damage switch { "cut" => bytes[..^5], "empty" => [], _ => bytes });

        Assert.Equal(9, Folder.Read()!.Step);
    }

    [Fact]
    public void Read_TemporaryFileAndCheckpointsOfAnotherExperiment_PassesThemOver()
    {
        new CheckpointFolder(Path.Combine(_folder, "checkpoints"), "another").Write(Checkpoint(50));
        File.WriteAllText(Path.Combine(_folder, "checkpoints", "checkpoint.tmp"), "half");
        Assert.Null(Folder.Read());

        Folder.Write(Checkpoint(3));
        Assert.Equal(3, Folder.Read()!.Step);
    }

    private static TrainingCheckpoint Checkpoint(long step)
    {
        var checkpoint = new TrainingCheckpoint(step);
        checkpoint.Tensors.Add("weights/a", new([2], [step, 0.5f]));
        checkpoint.Words.Add("sampler", FormattableString.Invariant($"state of {step}"));
        return checkpoint;
    }
}
