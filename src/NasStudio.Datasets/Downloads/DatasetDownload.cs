using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace NasStudio.Datasets.Downloads;

/// <summary>Fetches files over https into a folder and checks size and SHA-256 of each.</summary>
internal sealed class DatasetDownload(HttpClient http, ImmutableArray<RemoteFile> files, IProgress<double> progress)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private readonly long _bytes = files.Sum(file => file.Bytes);
    private long _done;

    /// <exception cref="InvalidDataException">A download is not the file it should be.</exception>
    /// <exception cref="HttpRequestException">The server does not answer, or refuses.</exception>
    /// <exception cref="TimeoutException">Nothing came for a minute.</exception>
    public async Task FetchAsync(string folder, CancellationToken cancellation)
    {
        progress.Report(0);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Name);
            await FetchAsync(file, path, cancellation);
            if (file.Name.EndsWith(".tar.gz", StringComparison.Ordinal))
            {
                await UnpackAsync(path, folder, cancellation);
                File.Delete(path);
            }
        }
    }

    private async Task FetchAsync(RemoteFile file, string path, CancellationToken cancellation)
    {
        RequireHttps(file.Address);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(Silence);
        try
        {
            using var answer = await http.GetAsync(file.Address, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            answer.EnsureSuccessStatusCode();
            RequireHttps(answer.RequestMessage?.RequestUri ?? file.Address);
            await using var source = await answer.Content.ReadAsStreamAsync(silence.Token);
            await CopyAsync(source, file, path, silence);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{file.Address} sent nothing for {Silence.TotalSeconds:0} s", error);
        }
    }

    private async Task CopyAsync(Stream source, RemoteFile file, string path, CancellationTokenSource silence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = new FileStream(path, FileMode.CreateNew);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await source.ReadAsync(buffer, silence.Token)) > 0)
        {
            silence.CancelAfter(Silence);
            if (target.Length + read > file.Bytes)
            {
                throw new InvalidDataException($"{file.Address} sends more than the {file.Bytes} bytes expected");
            }

            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), silence.Token);
            _done += read;
            progress.Report((double)_done / _bytes);
        }

        if (target.Length != file.Bytes)
        {
            throw new InvalidDataException($"{file.Address} ended after {target.Length} of {file.Bytes} bytes");
        }

        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != file.Sha256)
        {
            throw new InvalidDataException($"{file.Address} has SHA-256 {found}, expected {file.Sha256}");
        }

        // On disk before the folder gets its name: a data set is there whole or not at all.
        target.Flush(flushToDisk: true);
    }

    /// <summary>Takes the plain files out of the archive, by their names alone: no entry can leave the folder.</summary>
    private static async Task UnpackAsync(string archive, string folder, CancellationToken cancellation)
    {
        await using var compressed = File.OpenRead(archive);
        await using var stream = new GZipStream(compressed, CompressionMode.Decompress);
        await using var tar = new TarReader(stream);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            var name = Path.GetFileName(entry.Name);
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && name.Length > 0)
            {
                await entry.ExtractToFileAsync(Path.Combine(folder, name), overwrite: false, cancellation);
            }
        }
    }

    private static void RequireHttps(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidDataException($"{address} is not an https address");
        }
    }
}
