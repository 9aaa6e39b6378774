using System.Text.Json.Nodes;
using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class JsonTokenTests
{
    [Theory]
    [InlineData("16", "16")]
    [InlineData("0.25", "0.25")]
    [InlineData("false", "false")]
    [InlineData("previous", "\"previous\"")]
    [InlineData("1,5", "\"1,5\"")]
    public void Read_Typed_IsTheNearestJson(string typed, string json) => Assert.Equal(json, JsonToken.Read(typed)!.ToJsonString());

    [Fact]
    public void Read_Nothing_IsNull() => Assert.Null(JsonToken.Read("  "));

    [Fact]
    public void Join_Numbers_AscendAndStandOnce() => Assert.Equal("[3,5,16]", JsonToken.Join(["16", "3", "5", "3"])!.ToJsonString());

    [Fact]
    public void Join_LoneWord_StaysAWord() => Assert.Equal("\"previous\"", JsonToken.Join(["previous"])!.ToJsonString());

    [Fact]
    public void Join_Nothing_IsNull() => Assert.Null(JsonToken.Join([]));

    [Fact]
    public void Layout_AnyDocument_ReadsBackEqual()
    {
        var json = NewExperimentText.Of("a \"quoted\" × name", "shapes");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(JsonLayout.Write(JsonNode.Parse(json)))));
    }
}
