using System.Security.Cryptography;
using System.Text;

namespace NasStudio.Web.Hosting;

/// <summary>
/// The content of HOME/access-token, where that file exists: a program sends it as a bearer, a browser exchanges it once
/// (<c>/?t=…</c>) for a cookie. Read at the start of the studio.
/// </summary>
public sealed class AccessToken
{
    public const string CookieName = "nasstudio-access";
    private readonly byte[]? _hash;

    /// <param name="home">NASSTUDIO_HOME.</param>
    /// <exception cref="StartRefusedException">The file exists and holds fewer than 16 characters.</exception>
    public AccessToken(string home)
    {
        File = Path.Combine(home, "access-token");
        if (!System.IO.File.Exists(File))
        {
            return;
        }

        var text = System.IO.File.ReadAllText(File).Trim();
        if (text.Length < 16)
        {
            throw new StartRefusedException($"{File} holds {text.Length} characters; an access token has at least 16. Write a longer one, or delete the file.");
        }

        Text = text;
        _hash = Hash(text);
    }

    /// <summary>Where the token stands, or would stand.</summary>
    public string File { get; }

    /// <summary>Whether callers must show the token.</summary>
    public bool Required => _hash is not null;

    /// <summary>The token itself, for the address printed at the start; null where none is required.</summary>
    public string? Text { get; }

    /// <summary>Compares in constant time.</summary>
    public bool Admits(string? candidate) =>
        _hash is null || (!string.IsNullOrEmpty(candidate) && CryptographicOperations.FixedTimeEquals(_hash, Hash(candidate)));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
