using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using NasStudio.Core.Documents;
using NasStudio.Core.Tables;
using NasStudio.Web.Api;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Pages;

/// <summary>The imported benchmark tables: list, import by file, delete.</summary>
public sealed partial class TablesPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<(string Name, Table Table)> _tables = [];
    private ImmutableArray<DocumentError> _errors = [];
    private bool _busy;

    [Inject]
    private TableLibrary Library { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override void OnInitialized() => _tables = Library.List();

    /// <summary>"nasbench201_cifar10.csv.gz" is called nasbench201_cifar10; what a name may not hold becomes a hyphen.</summary>
    private static string NameOf(string file)
    {
        var end = file.IndexOf(".csv", StringComparison.OrdinalIgnoreCase);
        var stem = end > 0 ? file[..end] : Path.GetFileNameWithoutExtension(file);
        return new string([.. stem.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-')]).Trim('-', '.', '_');
    }

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        _busy = true;
        _errors = [];
        try
        {
            using var content = new MemoryStream();
            await using var stream = change.File.OpenReadStream(CsvBytes.MaximumBytes, _left.Token);
            await stream.CopyToAsync(content, _left.Token);
            var name = NameOf(change.File.Name);
            var (table, _) = await Library.PutAsync(name, content.ToArray(), _left.Token);
            Notices.Add($"Imported “{name}”: {table.Rows.Length} rows.", Severity.Success);
        }
        catch (DocumentException broken)
        {
            _errors = [.. broken.Errors];
        }
        catch (Exception error) when (error is TableInUseException or IOException)
        {
            Notices.Add(error.Message, Severity.Error);
        }
        finally
        {
            _busy = false;
            _tables = Library.List();
        }
    }

    private async Task DeleteAsync(string name)
    {
        try
        {
            await Library.DeleteAsync(name, _left.Token);
            Notices.Add($"Deleted the table “{name}”.", Severity.Success);
        }
        catch (TableInUseException used)
        {
            Notices.Add(used.Message, Severity.Error);
        }

        _tables = Library.List();
    }
}
