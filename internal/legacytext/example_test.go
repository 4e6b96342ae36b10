package legacytext_test

import (
	"fmt"

	"bantin/internal/legacytext"
)

func Example() {
	for _, text := range []string{
		"§¶ng bé huyÖn B¶o Yªn",
		"Ñaûng boä huyeän Baûo Yeân",
		"DDa?ng bo^. huye^.n Ba?o Ye^n",
		"Ä‘áº£ng bá»™ huyá»‡n Báº£o YÃªn",
		"Đảng bộ huyện Bảo Yên",
	} {
		found := legacytext.Detect(text)
		fmt.Printf("%q %s\n", found, legacytext.Convert(text, found))
	}
	// Output:
	// "tcvn3" Đảng bộ huyện Bảo Yên
	// "vni" Đảng bộ huyện Bảo Yên
	// "viqr" Đảng bộ huyện Bảo Yên
	// "mojibake" đảng bộ huyện Bảo Yên
	// "" Đảng bộ huyện Bảo Yên
}
