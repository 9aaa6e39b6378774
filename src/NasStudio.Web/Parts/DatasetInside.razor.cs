using Microsoft.AspNetCore.Components;
using NasStudio.Datasets;
using NasStudio.Datasets.Contents;
using NasStudio.Web.Datasets;

namespace NasStudio.Web.Parts;

/// <summary>What a data set holds: images of each class, how many, and whether the splits share any. Read in the background.</summary>
public sealed partial class DatasetInside : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private DatasetContents? _contents;
    private string? _problem;

    [Parameter]
    [EditorRequired]
    public DatasetEntry Entry { get; set; } = default!;

    [Inject]
    private DatasetReading Reading { get; set; } = default!;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _contents = await Reading.ReadAsync(Entry.Description.Name, _left.Token);
        }
        catch (OperationCanceledException)
        {
            // Closed, or left.
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _problem = broken.Message;
        }
    }

    private static string Sentence(int count, string one, string several) => count == 1 ? $"1 {one}" : $"{Figures.Exact(count)} {several}";
}
