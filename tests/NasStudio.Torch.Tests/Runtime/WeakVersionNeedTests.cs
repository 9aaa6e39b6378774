using NasStudio.Torch.Runtime;

namespace NasStudio.Torch.Tests.Runtime;

public sealed class WeakVersionNeedTests : IDisposable
{
    private readonly string _copy = Path.Combine(Path.GetTempPath(), $"nasstudio-elf-{Environment.ProcessId}.so");

    public void Dispose() => File.Delete(_copy);

    [Fact]
    public void Mark_VersionOfTheLibrary_ChangesOneFlagOnce()
    {
        var original = Copy();

        Assert.True(WeakVersionNeed.Mark(_copy, "GLIBCXX_3.4.29"));
        var mended = File.ReadAllBytes(_copy);
        Assert.False(WeakVersionNeed.Mark(_copy, "GLIBCXX_3.4.29"));

        Assert.Equal(original.Length, mended.Length);
        var changed = Enumerable.Range(0, original.Length).Where(i => original[i] != mended[i]).ToArray();
        Assert.Equal(2, original[Assert.Single(changed)] ^ mended[changed[0]]);
    }

    [Fact]
    public void Mark_VersionThatIsNotNeeded_LeavesTheFile()
    {
        var original = Copy();

        Assert.False(WeakVersionNeed.Mark(_copy, "GLIBCXX_9.9.99"));

        Assert.Equal(original, File.ReadAllBytes(_copy));
    }

    [Fact]
    public void Mark_NoElfFile_LeavesTheFile()
    {
        File.WriteAllText(_copy, "no library");

        Assert.False(WeakVersionNeed.Mark(_copy, "GLIBCXX_3.4.29"));
    }

    private byte[] Copy()
    {
        var library = Directory.EnumerateFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories).FirstOrDefault();
        Assert.SkipWhen(library is null, "The TorchSharp of this system is no ELF library.");
        File.Copy(library, _copy, overwrite: true);
        return File.ReadAllBytes(_copy);
    }
}
