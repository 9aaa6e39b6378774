using System.Diagnostics;
using System.Text;

namespace NasStudio.Browser.Tests;

/// <summary>The real studio in a process of its own, on a free port, with an empty home in a temporary folder.</summary>
public sealed class StudioProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private readonly Process _process;
    private readonly StringBuilder _output;

    private StudioProcess(Process process, StringBuilder output, string home, Uri address)
    {
        _process = process;
        _output = output;
        Home = home;
        Address = address;
    }

    public string Home { get; }

    public Uri Address { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="home">Null: an empty one.</param>
    /// <param name="worker">A program that takes the place of the worker; null: the real one.</param>
    /// <param name="address">Null: any free port.</param>
    public static async Task<StudioProcess> StartAsync(string? home = null, string? worker = null, Uri? address = null)
    {
        home ??= Directory.CreateTempSubdirectory("nasstudio-browser-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = RepositoryRoot() };
        start.ArgumentList.Add(HostAssembly());
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(address?.ToString() ?? "http://127.0.0.1:0");
        start.ArgumentList.Add("--contentRoot");
        start.ArgumentList.Add(RepositoryRoot());
        start.Environment["NASSTUDIO_HOME"] = home;
        if (worker is not null)
        {
            start.Environment["NASSTUDIO_WorkerPath"] = worker;
        }

        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var output = new StringBuilder();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The studio ended at its start:{Environment.NewLine}{output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new StudioProcess(process, output, home, await listening.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));

        void Read(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }

            if (line?.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
            {
                listening.TrySetResult(new Uri(line[(at + Announcement.Length)..].Trim()));
            }
        }
    }

    /// <summary>Kills the process, as a loss of power would; the home stays, and so does its port for another process.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    /// <summary>The host as built for this configuration, beside this test's own output.</summary>
    private static string HostAssembly() => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "NasStudio", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "NasStudio.dll"));

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NasStudio.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("NasStudio.sln is not above the test's folder.");
    }
}
