using Microsoft.Extensions.Configuration;
using NasStudio.Web.Hosting;

namespace NasStudio.Web.Tests.Hosting;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("urls", "http://0.0.0.0:5080")]
    [InlineData("urls", "http://127.0.0.1:5080;http://*:80")]
    [InlineData("urls", "http://+:5080")]
    [InlineData("urls", "http://[::]:5080")]
    [InlineData("urls", "http://192.168.1.5:5080")]
    [InlineData("urls", "http://studio.example:5080")]
    [InlineData("urls", "http://localhost.evil.test:5080")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://0.0.0.0:80")]
    public void Check_ReachableFromOutsideWithoutToken_RefusesWithTheWayOut(string key, string value)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Check(key, value, token: null));

        Assert.Contains("access-token", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:5080", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:0;http://[::1]:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("")]
    public void Check_Loopback_Passes(string urls) => Check("urls", urls, token: null);

    [Fact]
    public void Check_AnyAddressWithToken_Passes() => Check("urls", "http://0.0.0.0:5080", "0123456789abcdef");

    [Fact]
    public void AccessToken_ShorterThanSixteen_IsRefused() => Assert.Throws<StartRefusedException>(() => Check("urls", "http://127.0.0.1:0", "short"));

    private static void Check(string key, string value, string? token)
    {
        var home = Directory.CreateTempSubdirectory("nasstudio-listen-").FullName;
        try
        {
            if (token is not null)
            {
                File.WriteAllText(Path.Combine(home, "access-token"), token);
            }

            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
            ListenAddresses.Check(configuration, new AccessToken(home));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
