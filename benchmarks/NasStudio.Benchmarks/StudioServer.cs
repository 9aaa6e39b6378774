using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace NasStudio.Benchmarks;

/// <summary>
/// The studio as a user starts it, in a process of its own with an empty home on a free port; spoken to over its HTTP API
/// only. Disposing stops it gracefully and deletes the home.
/// </summary>
public sealed class StudioServer : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private readonly string _home = Directory.CreateTempSubdirectory("nasstudio-benchmark-").FullName;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <param name="data">NASSTUDIO_DATA for it; null leaves it unset.</param>
    private StudioServer(string? data, TimeProvider time, params string[] arguments)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var host = FindHost();
        var start = new ProcessStartInfo("dotnet", [host, "--urls", address, .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NASSTUDIO_HOME"] = _home;
        start.Environment.Remove("NASSTUDIO_DATA");
        if (data is not null)
        {
            start.Environment["NASSTUDIO_DATA"] = data;
        }

        // No download can help it: nothing listens on port 1.
        start.Environment["HTTPS_PROXY"] = "http://127.0.0.1:1";
        (_time, _start) = (time, time.GetTimestamp());
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <summary>The repository's root: the nearest folder above this program that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>NASSTUDIO_HOME of it.</summary>
    public string Home => _home;

    public int ProcessId => _process.Id;

    public Uri Address => _http.BaseAddress!;

    /// <summary>Time since the process was started.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>Starts it and waits until it is healthy.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not healthy within a minute.</exception>
    public static async Task<StudioServer> StartAsync(string? data, TimeProvider time, CancellationToken cancellation, params string[] arguments)
    {
        var server = new StudioServer(data, time, arguments);
        try
        {
            await server.WaitForAsync("be healthy", TimeSpan.FromMinutes(1), server.IsHealthyAsync, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>GET with a JSON answer.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => _http.GetFromJsonAsync<JsonElement>(path, cancellation);

    public Task<byte[]> DownloadAsync(string path, CancellationToken cancellation) => _http.GetByteArrayAsync(path, cancellation);

    /// <exception cref="InvalidOperationException">The answer is not a success; the message holds it.</exception>
    public async Task<JsonElement> PostAsync(string path, object document, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsJsonAsync(path, document, cancellation);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)
            : throw new InvalidOperationException(
                $"POST {path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
    }

    /// <summary>Waits until the experiment has an evaluated subnet.</summary>
    public Task WaitForFirstSubnetAsync(string experiment, TimeSpan limit, CancellationToken cancellation) => WaitForAsync(
        "evaluate a subnet",
        limit,
        async () =>
        {
            await StateAsync(experiment, cancellation);
            return (await GetAsync($"/api/experiments/{experiment}/subnets?limit=1", cancellation)).GetArrayLength() > 0;
        },
        cancellation);

    public Task WaitForCompletionAsync(string experiment, TimeSpan limit, CancellationToken cancellation) =>
        WaitForAsync("complete the experiment", limit, async () => await StateAsync(experiment, cancellation) == "Completed", cancellation);

    /// <exception cref="InvalidOperationException">The limit passed, or the server ended; with its last lines.</exception>
    public async Task WaitForAsync(string what, TimeSpan limit, Func<Task<bool>> reached, CancellationToken cancellation)
    {
        while (!await reached())
        {
            if (_process.HasExited || Elapsed > limit)
            {
                var reason = _process.HasExited ? $"ended with exit code {_process.ExitCode}" : $"took more than {limit.TotalSeconds:0} s";
                throw new InvalidOperationException($"The studio was to {what}, but {reason}. Its last lines:\n{string.Join('\n', _output)}");
            }

            await Task.Delay(Poll, _time, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), _time);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private async Task<string> StateAsync(string experiment, CancellationToken cancellation)
    {
        var status = await GetAsync($"/api/experiments/{experiment}", cancellation);
        var state = status.GetProperty("state").GetString()!;
        return state is "Failed" or "Canceled" or "Interrupted"
            ? throw new InvalidOperationException($"The experiment is {state}: {status.GetProperty("error")}")
            : state;
    }

    private async Task<bool> IsHealthyAsync()
    {
        try
        {
            return await _http.GetStringAsync("/healthz") == "Healthy";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        _output.Enqueue(line ?? "");
        if (_output.Count > 30)
        {
            _output.TryDequeue(out _);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NasStudio.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds NasStudio.sln.");
        }

        return folder;
    }

    /// <summary>The host built beside this program, in the same configuration.</summary>
    private static string FindHost()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var host = Path.Combine(Root, "artifacts", "bin", "NasStudio", configuration, "NasStudio.dll");
        return File.Exists(host) ? host : throw new InvalidOperationException($"{host} does not exist; build the solution first.");
    }
}
