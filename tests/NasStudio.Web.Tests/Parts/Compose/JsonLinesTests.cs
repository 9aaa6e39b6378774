using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class JsonLinesTests
{
    private const string Text = """
        {
          "name": "π", // a comment
          "searchSpace": {
            "stages": [
              { "name": "a",
                "width": [16, 24] },
              { "name": "b" }
            ]
          }
        }
        """;

    [Theory]
    [InlineData("name", 2)]
    [InlineData("searchSpace.stages", 4)]
    [InlineData("searchSpace.stages[0].width[1]", 6)]
    [InlineData("searchSpace.stages[1].name", 7)]
    [InlineData("searchSpace.stages[1].width", 7)]
    [InlineData("training.epochs", 1)]
    [InlineData("", 1)]
    public void Of_APath_IsItsLineOrThatOfWhatHoldsIt(string path, int line) => Assert.Equal(line, JsonLines.Of(Text).Of(path));

    [Fact]
    public void Of_BrokenText_NamesTheLineWhereItBreaks()
    {
        var lines = JsonLines.Of("{\n  \"name\": \"a\",\n  \"seed\": ,\n}");
        Assert.Equal(3, lines.Broken);
        Assert.Equal(3, lines.Of(""));
        Assert.Equal(2, lines.Of("name"));
        Assert.Equal(4, lines.Count);
    }
}
