using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>A subnet's files with their sizes, which are found out after the page stands: the files are made for that.</summary>
public sealed partial class SubnetDownloads : IDisposable
{
    private static readonly ImmutableArray<(string Format, string Label)> Formats = [("onnx", "ONNX"), ("safetensors", "safetensors"), ("json", "JSON"), ("zip", "zip")];
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyDictionary<string, long>? _sizes;
    private string? _obstacle;

    [Parameter]
    [EditorRequired]
    public NewestRun Newest { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public Subnet Subnet { get; set; } = default!;

    [Inject]
    private SubnetFiles Files { get; set; } = default!;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var stop = _left.Token;
        try
        {
            _sizes = await Task.Run(() => Files.Sizes(Newest, Subnet, stop), stop);
        }
        catch (Exception error) when (error is FileNotFoundException or InvalidDataException)
        {
            _obstacle = error.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
