using System.Globalization;

namespace NasStudio.Storage;

/// <summary>
/// Keeps a second studio off the same home: an exclusive lock on HOME/studio.lock, which the system releases when the
/// process dies in whatever way.
/// </summary>
internal sealed class HomeLock : IDisposable
{
    private readonly FileStream _lock;

    private HomeLock(FileStream file) => _lock = file;

    /// <exception cref="HomeInUseException">Another process holds it.</exception>
    public static HomeLock Take(string home)
    {
        var owner = Path.Combine(home, "studio.owner");
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(home, "studio.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new HomeInUseException(home, Owner(owner), error);
        }

        // The locked file itself cannot be read by others.
        File.WriteAllText(owner, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
        return new HomeLock(file);
    }

    public void Dispose() => _lock.Dispose();

    private static string Owner(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
