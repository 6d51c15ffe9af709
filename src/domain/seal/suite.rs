//! The cipher suite of RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, `ChaCha20Poly1305`.

pub(super) type Kem = hpke::kem::X25519HkdfSha256;
pub(super) type Kdf = hpke::kdf::HkdfSha256;
pub(super) type Aead = hpke::aead::ChaCha20Poly1305;

#[cfg(test)]
mod tests {
    use hpke::{
        Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _, setup_receiver,
        setup_sender_with_rng,
    };

    use super::super::given::with_given;
    use super::super::key::SecretKey;
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let pairs = (0..text.len()).step_by(2).map(|at| &text[at..at + 2]);
        pairs.map(|pair| u8::from_str_radix(pair, 16).expect("two digits")).collect()
    }

    /// RFC 9180, appendix A.2.1: base mode, encryptions 0, 1 and 2 and exported values.
    #[test]
    fn the_vectors_of_the_standard() {
        let ikm_e = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
        let ikm_r = hex("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
        let (secret, public) = Kem::derive_keypair(&ikm_r);
        let secret_bytes = "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb";
        // The standard prints it before the bits are set that X25519 sets in every key.
        let clamped = hpke::Deserializable::from_bytes(&hex(secret_bytes));
        assert!(clamped.is_ok_and(|clamped: SecretKey| clamped == secret));
        let public_bytes = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
        assert_eq!(public.to_bytes()[..], hex(public_bytes));
        let info = hex("4f6465206f6e2061204772656369616e2055726e");
        let begun = with_given(&ikm_e, |given| {
            setup_sender_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, &public, &info, given)
        });
        let (encapsulated, mut sender) = begun.expect("32 bytes").expect("a good key");
        let expected = "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a";
        assert_eq!(encapsulated.to_bytes()[..], hex(expected));
        let receiver =
            setup_receiver::<Aead, Kdf, Kem>(&OpModeR::Base, &secret, &encapsulated, &info);
        let mut receiver = receiver.expect("a good key");
        for (aad, expected) in [
            (
                "Count-0",
                "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db\
                 21993c62ce81883d2dd1b51a28",
            ),
            (
                "Count-1",
                "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e\
                 85285337cc95ba5f59992dc98c",
            ),
            (
                "Count-2",
                "71146bd6795ccc9c49ce25dda112a48f202ad220559502cef1f34271e0cb4b02\
                 b4f10ecac6f48c32f878fae86b",
            ),
        ] {
            let mut text = *b"Beauty is truth, truth beauty";
            let tag = sender.seal_inout_detached((&mut text[..]).into(), aad.as_bytes());
            let tag = tag.expect("a few messages");
            assert_eq!([&text[..], &tag.to_bytes()].concat(), hex(expected), "{aad}");
            let tag = hpke::aead::AeadTag::from_bytes(&tag.to_bytes()).expect("its length");
            let opened = receiver.open_inout_detached((&mut text[..]).into(), aad.as_bytes(), &tag);
            assert!(opened.is_ok() && &text == b"Beauty is truth, truth beauty", "{aad}");
        }
        let mut exported = [0; 32];
        sender.export(b"TestContext", &mut exported).expect("a short value");
        let expected = "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53";
        assert_eq!(exported[..], hex(expected));
    }
}
