using System.Text;
using NasStudio.Runs.Tables;

namespace NasStudio.Runs.Tests.Tables;

public sealed class TableFolderTests : IDisposable
{
    private static readonly byte[] Csv = Encoding.UTF8.GetBytes("params_a,values_x\n1,2\n2,3\n");
    private readonly string _home = Directory.CreateTempSubdirectory("nasstudio-tables-").FullName;

    [Fact]
    public void Save_Table_IsFoundByAnotherFolderOfTheHome()
    {
        new TableFolder(_home).Save("nb.201", Csv);
        var folder = new TableFolder(_home);

        Assert.Equal(["nb.201"], folder.Names);
        Assert.Equal(2, folder.Find("nb.201")!.Rows.Length);
        Assert.Same(folder.Find("nb.201"), folder.Find("nb.201"));
        Assert.True(folder.Holds("nb.201", Csv));
        Assert.False(folder.Holds("nb.201", Csv.AsSpan(1)));
    }

    [Fact]
    public void Save_OtherContent_IsReadAnew()
    {
        var folder = new TableFolder(_home);
        folder.Save("a", Csv);
        Assert.Equal(2, folder.Find("a")!.Rows.Length);

        folder.Save("a", Encoding.UTF8.GetBytes("params_a,values_x\n1,2\n2,3\n3,4\n"));

        Assert.Equal(3, folder.Find("a")!.Rows.Length);
        Assert.Single(Directory.GetFiles(Path.Combine(_home, "tables")));
    }

    [Fact]
    public void Delete_Table_IsGone()
    {
        var folder = new TableFolder(_home);
        folder.Save("a", Csv);

        Assert.True(folder.Delete("a"));
        Assert.False(folder.Delete("a"));
        Assert.Null(folder.Find("a"));
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../escape")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Save_NoName_IsRefusedAndNothingIsFound(string name)
    {
        var folder = new TableFolder(_home);

        Assert.Throws<ArgumentException>(() => folder.Save(name, Csv));
        Assert.Null(folder.Find(name));
        Assert.False(folder.Delete(name));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
