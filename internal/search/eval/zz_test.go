package eval
import ("testing";"fmt")
func TestZZ(t *testing.T){
 c:=NewCorpus(Fixture())
 s,cost:=indexWithPagefind(t,"/tmp/pf/node_modules",c.Articles)
 fmt.Println(cost); fmt.Println(size(s.dir))
 br:=newBrowser(t)
 tab,stop:=br.open(t,s.server.URL+"/ask.html"); defer stop()
 e:=browserEngine{tab}
 n:=newNaive(c.Articles)
 for _,k:=range Kinds(){ q:=c.Queries(k.Name,42)
  sc,_,err:=Run(e,q); if err!=nil{t.Fatal(err)}
  sn,_,_:=Run(n,q)
  fmt.Printf("%-14s %d pagefind MRR %.3f R1 %.3f R10 %.3f P10 %.3f empty %d | naive %.3f %.3f\n",k.Name,len(q),sc.MRR(),sc.R1(),sc.R10(),sc.P10(),sc.Empty,sn.MRR(),sn.P10())
 }
 fmt.Println(s.counted())
}
