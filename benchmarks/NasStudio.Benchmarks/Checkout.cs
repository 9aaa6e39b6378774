using System.Diagnostics;

namespace NasStudio.Benchmarks;

/// <summary>The repository that these benchmarks were built from.</summary>
internal static class Checkout
{
    /// <summary>The commit, with "+ changes" where tracked files differ from it; "unknown" outside of a repository.</summary>
    public static string Commit()
    {
        var commit = Git("rev-parse", "--short", "HEAD");
        return commit.Length == 0 ? "unknown" : commit + (Git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!benchmarks/results").Length > 0 ? " + changes" : "");
    }

    private static string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = StudioServer.Root,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : "";
    }
}
